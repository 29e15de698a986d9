/* One moderator and one verdict serve many threads. */
#include "check.h"
#include <pthread.h>

enum { THREADS = 32, ROUNDS = 13, TEXTS = 6 };

static const char *const texts[TEXTS] = {
    "Du \xC3\xA4r en tokstolle",
    "Ring mig p\xC3\xA5 070-174 06 05",
    "Jag ska ge Anna Svensson stryk",
    "Vilka tider har badhuset \xC3\xB6ppet?",
    "K\xC3\xB6p nu p\xC3\xA5 example.com, bara 499 kr!",
    "Tack f\xC3\xB6r en fin dag",
};

typedef struct Shared {
    const OrdvaktModerator *moderator;
    OrdvaktVerdict *verdicts[TEXTS];
} Shared;

typedef struct Thread {
    const Shared *shared;
    int number;
} Thread;

/* Every thread begins with another text, so that different ones are screened at once. */
static void *work(void *argument) {
    const Thread *thread = (const Thread *)argument;
    for (int round = 0; round < ROUNDS; round++) {
        int text = (thread->number + round) % TEXTS;
        OrdvaktVerdict *own = screen(thread->shared->moderator, texts[text]);
        OrdvaktText theirs, ours;
        CHECK_OK(ordvakt_verdict_json(thread->shared->verdicts[text], ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_UTF16, &theirs));
        CHECK_OK(ordvakt_verdict_json(own, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_UTF16, &ours));
        CHECK(ours.len == theirs.len && memcmp(ours.data, theirs.data, ours.len) == 0);
        ordvakt_verdict_free(own);
    }
    return NULL;
}

static void serve(OrdvaktModerator *moderator) {
    Shared shared;
    Thread arguments[THREADS];
    pthread_t threads[THREADS];
    shared.moderator = moderator;
    for (int text = 0; text < TEXTS; text++) {
        shared.verdicts[text] = screen(moderator, texts[text]);
    }
    for (int i = 0; i < THREADS; i++) {
        arguments[i].shared = &shared;
        arguments[i].number = i;
        CHECK(pthread_create(&threads[i], NULL, work, &arguments[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    for (int text = 0; text < TEXTS; text++) {
        ordvakt_verdict_free(shared.verdicts[text]);
    }
    ordvakt_moderator_free(moderator);
}

int main(void) {
    OrdvaktModerator *moderator = NULL;
    CHECK_OK(ordvakt_moderator_new(NULL, 0, &moderator, NULL));
    serve(moderator);
    serve(made_up_moderator());
    return 0;
}
