-- What operators changed keeps its order by a number. Frozen: later changes are steps of their own.

CREATE TABLE "staff_change__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "staff" TEXT,
    "changed_by" TEXT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "detail" VARCHAR(300) NOT NULL,
    "changed_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("kind" IN ('added', 'changed', 'password', 'signed_out', 'closed', 'opened', 'team_added',
        'team_renamed'))
);

INSERT INTO "staff_change__new"
    SELECT "municipality", "id", rowid, "staff", "changed_by", "kind", "detail", "changed_on"
    FROM "staff_change";

DROP TABLE "staff_change";

ALTER TABLE "staff_change__new" RENAME TO "staff_change";

CREATE INDEX "staff_change_municipality_changed_on"
    ON "staff_change" ("municipality", "changed_on");

CREATE INDEX "staff_change_municipality_staff" ON "staff_change" ("municipality", "staff");
