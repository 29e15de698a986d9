/* One moderator and one verdict serve many threads. */
#include "check.h"
#include <pthread.h>

enum { THREADS = 32, ROUNDS = 13 };

typedef struct Shared {
    const OrdvaktModerator *moderator;
    const OrdvaktVerdict *verdict;
    OrdvaktText json;
} Shared;

static void *work(void *argument) {
    const Shared *shared = (const Shared *)argument;
    for (int round = 0; round < ROUNDS; round++) {
        OrdvaktVerdict *own = screen(shared->moderator, "Du \xC3\xA4r en tokstolle");
        OrdvaktText theirs, ours;
        CHECK_OK(ordvakt_verdict_json(shared->verdict, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_UTF16, &theirs));
        CHECK_OK(ordvakt_verdict_json(own, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_UTF16, &ours));
        CHECK(ours.len == theirs.len && memcmp(ours.data, theirs.data, ours.len) == 0);
        ordvakt_verdict_free(own);
    }
    return NULL;
}

int main(void) {
    OrdvaktModerator *moderator = made_up_moderator();
    OrdvaktVerdict *verdict = screen(moderator, "Du \xC3\xA4r en tokstolle");
    Shared shared;
    pthread_t threads[THREADS];
    memset(&shared, 0, sizeof shared);
    shared.moderator = moderator;
    shared.verdict = verdict;
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, work, &shared) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
    return 0;
}
