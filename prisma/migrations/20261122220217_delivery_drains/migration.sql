-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "doubt_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "send_budgets" (
    "key" TEXT NOT NULL,
    "given_at" DOUBLE PRECISION[],
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "send_budgets_pkey" PRIMARY KEY ("key")
);
