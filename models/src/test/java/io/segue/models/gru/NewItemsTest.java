package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewItemsTest {
    @Test
    void takesItemsThatCameOftenEnoughAndOnce() {
        NewItems items = new NewItems(2, 10);
        items.add("hat");
        items.add("shoe");
        items.add("hat");
        assertThat(items.take(10)).containsOnlyKeys("hat").containsEntry("hat", 2);
        assertThat(items.take(10)).isEmpty();
        items.add("shoe");
        assertThat(items.take(10)).containsEntry("shoe", 2);
    }

    @Test
    void takesNoMoreThanThereIsRoomFor() {
        NewItems items = new NewItems(1, 10);
        items.add("hat");
        items.add("shoe");
        assertThat(items.take(1)).containsOnlyKeys("hat");
        assertThat(items.take(1)).containsOnlyKeys("shoe");
    }

    @Test
    void givesUpTheOneThatWaitsLongestWhereThereAreTooMany() {
        NewItems items = new NewItems(1, 2);
        items.add("hat");
        items.add("shoe");
        items.add("coat");
        assertThat(items.take(10)).containsOnlyKeys("shoe", "coat");
    }
}
