package io.segue.state.release;

/** The model that a {@link Variant} asks. */
public sealed interface VariantModel {
    VariantModel CHAMPION = new Champion();
    VariantModel CHAMPION_AS_RELEASED = new ChampionAsReleased();

    /** As the contract has it. */
    String code();

    /** Whichever is champion, as it serves. */
    record Champion() implements VariantModel {
        @Override
        public String code() {
            return "champion";
        }
    }

    /** Whichever is champion, without what it has learned since. */
    record ChampionAsReleased() implements VariantModel {
        @Override
        public String code() {
            return "champion-as-released";
        }
    }

    /** One version, whatever becomes of it. */
    record Pinned(ModelPointer pointer) implements VariantModel {
        public static final String CODE = "pinned";

        @Override
        public String code() {
            return CODE;
        }
    }
}
