package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.item.Item;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SegueTypesTest {
    static final List<TypeInformation<?>> ALL = List.of(
            SegueTypes.INTERACTION,
            SegueTypes.DEAD_LETTER,
            SegueTypes.RECOMMENDATION,
            SegueTypes.ITEM,
            SegueTypes.RELEASE,
            SegueTypes.MODEL_RECORD,
            SegueTypes.CONTROL,
            SegueTypes.USER_STATE,
            SegueTypes.ITEM_ACTIVITY,
            SegueTypes.SUCCESSORS,
            SegueTypes.RANKER_STATE);

    @ParameterizedTest
    @FieldSource("ALL")
    void bringTheirOwnSerializers(TypeInformation<?> type) {
        assertThat(type.createSerializer(new SerializerConfigImpl())).isInstanceOf(VersionedSerializer.class);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void travelToTheTaskManagers(TypeInformation<?> type) throws Exception {
        assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
    }

    @Test
    void areToldApart() {
        assertThat(ALL).doesNotHaveDuplicates();
        assertThat(SegueTypes.ITEM.getTypeClass()).isEqualTo(Item.class);
        assertThat(SegueTypes.ITEM).hasToString("Item");
        assertThat(SegueTypes.ITEM.isKeyType()).as("keys are strings").isFalse();
    }
}
