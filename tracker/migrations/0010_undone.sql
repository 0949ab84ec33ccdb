-- What was taken back and left no trace. Frozen: later changes are steps of their own.

CREATE TABLE "undone" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "words" VARCHAR(120) NOT NULL,
    "staff" TEXT,
    "undone_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "undone_municipality_citizen" ON "undone" ("municipality", "citizen");
