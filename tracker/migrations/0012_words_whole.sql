-- What was taken back is told in whole words. Frozen: later changes are steps of their own.

UPDATE "undone" SET "words" = 'Fortrudt: ' || "words";
