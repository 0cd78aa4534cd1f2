package skald.toolkit.saga;

import java.util.List;
import skald.toolkit.Rows;

/** Port to the journal of what operators did to sagas: appended with the deed itself, never changed. */
public interface SagaJournal extends Rows<Intervention> {

    /** What was done to a saga, oldest first, at most {@code max}. */
    List<Intervention> of(SagaId saga, int max);
}
