-- Anonymous counts of »Hjalp det?«. Frozen: later changes are steps of their own.

CREATE TABLE "lesson_feedback" (
    "municipality" VARCHAR(40) NOT NULL,
    "lesson" VARCHAR(80) NOT NULL,
    "month" VARCHAR(7) NOT NULL,
    "answer" VARCHAR(8) NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "lesson", "month", "answer"),
    CHECK ("answer" IN ('yes', 'partly', 'no')),
    CHECK ("count" > 0)
);
