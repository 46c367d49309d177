package io.segue.state.serialization;

import io.segue.state.control.ControlMessage;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.RankerState;
import io.segue.state.live.Successors;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.session.ClosedSession;
import io.segue.state.session.UserState;
import io.segue.state.session.Visitor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types that Flink moves and keeps, each with its own serializer: generic types are switched off. */
public final class SegueTypes {
    public static final TypeInformation<Interaction> INTERACTION =
            new VersionedTypeInformation<>(Interaction.class, new InteractionSerializer());
    public static final TypeInformation<DeadLetter> DEAD_LETTER =
            new VersionedTypeInformation<>(DeadLetter.class, new DeadLetterSerializer());
    public static final TypeInformation<Recommendation> RECOMMENDATION =
            new VersionedTypeInformation<>(Recommendation.class, new RecommendationSerializer());
    public static final TypeInformation<Item> ITEM = new VersionedTypeInformation<>(Item.class, new ItemSerializer());
    public static final TypeInformation<Release> RELEASE =
            new VersionedTypeInformation<>(Release.class, new ReleaseSerializer());
    public static final TypeInformation<ModelRecord> MODEL_RECORD =
            new VersionedTypeInformation<>(ModelRecord.class, new ModelRecordSerializer());
    public static final TypeInformation<ControlMessage> CONTROL =
            new VersionedTypeInformation<>(ControlMessage.class, new ControlMessageSerializer());
    public static final TypeInformation<UserState> USER_STATE =
            new VersionedTypeInformation<>(UserState.class, new UserStateSerializer());

    public static final TypeInformation<ItemActivity> ITEM_ACTIVITY =
            new VersionedTypeInformation<>(ItemActivity.class, new ItemActivitySerializer());
    public static final TypeInformation<Successors> SUCCESSORS =
            new VersionedTypeInformation<>(Successors.class, new SuccessorsSerializer());
    public static final TypeInformation<RankerState> RANKER_STATE =
            new VersionedTypeInformation<>(RankerState.class, new RankerStateSerializer());
    public static final TypeInformation<Visitor> VISITOR =
            new VersionedTypeInformation<>(Visitor.class, new VisitorSerializer());
    public static final TypeInformation<ClosedSession> CLOSED_SESSION =
            new VersionedTypeInformation<>(ClosedSession.class, new ClosedSessionSerializer());

    public static final TypeInformation<ListTest> LIST_TEST =
            new VersionedTypeInformation<>(ListTest.class, new ListTestSerializer());

    public static final TypeInformation<QualityWindow> QUALITY_WINDOW =
            new VersionedTypeInformation<>(QualityWindow.class, new QualityWindowSerializer());

    private SegueTypes() {}
}
