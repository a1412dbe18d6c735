-- DropIndex
DROP INDEX "tickets_queue_status_severity_due_at_opened_at_idx";

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "choices" JSONB NOT NULL DEFAULT '{"requestType":"incident","organisationId":null,"severity":null,"wantsPriority":null,"answers":[],"step":null}';

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "answers" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "contract_id" UUID,
ADD COLUMN     "is_priority" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_urgent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "organisation_id" UUID,
ADD COLUMN     "paging" JSONB,
ADD COLUMN     "priority_contract_id" UUID,
ADD COLUMN     "priority_year" INTEGER,
ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "request_type" TEXT NOT NULL DEFAULT 'incident',
ADD COLUMN     "stage" TEXT,
ADD CONSTRAINT "tickets_priority_check" CHECK (
    ("priority_contract_id" IS NULL) = ("priority_year" IS NULL)
    AND "is_priority" = ("priority_contract_id" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contracts" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "plan" TEXT NOT NULL,
    "starts_on" TEXT NOT NULL,
    "ends_on" TEXT,
    "contacts" JSONB NOT NULL,

    CONSTRAINT "contracts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "person_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "position" BIGSERIAL NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("person_id","organisation_id")
);

-- CreateTable
CREATE TABLE "bindings" (
    "platform" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,

    CONSTRAINT "bindings_pkey" PRIMARY KEY ("platform","scope","place")
);

-- CreateTable
CREATE TABLE "quota_years" (
    "contract_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "quota_years_pkey" PRIMARY KEY ("contract_id","year"),
    CONSTRAINT "quota_years_used_check" CHECK ("used" >= 0)
);

-- CreateTable
CREATE TABLE "quota_entries" (
    "position" BIGSERIAL NOT NULL,
    "contract_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,

    CONSTRAINT "quota_entries_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "codes" (
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "issued_by" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "uses_left" INTEGER NOT NULL,

    CONSTRAINT "codes_pkey" PRIMARY KEY ("hash"),
    CONSTRAINT "codes_uses_left_check" CHECK ("uses_left" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "organisations_key_key" ON "organisations"("key");

-- CreateIndex
CREATE INDEX "contracts_organisation_id_idx" ON "contracts"("organisation_id");

-- CreateIndex
CREATE INDEX "memberships_organisation_id_idx" ON "memberships"("organisation_id");

-- CreateIndex
CREATE INDEX "bindings_organisation_id_idx" ON "bindings"("organisation_id");

-- CreateIndex
CREATE INDEX "quota_entries_contract_id_position_idx" ON "quota_entries"("contract_id", "position");

-- CreateIndex
CREATE INDEX "quota_entries_ticket_id_idx" ON "quota_entries"("ticket_id");

-- CreateIndex
CREATE INDEX "codes_expires_at_idx" ON "codes"("expires_at");

-- CreateIndex
CREATE INDEX "tickets_queue_order_idx" ON "tickets"("queue", "status", "is_urgent" DESC, "rank" DESC, "is_priority" DESC, "severity", "due_at", "opened_at");

-- CreateIndex
CREATE INDEX "tickets_organisation_id_status_idx" ON "tickets"("organisation_id", "status");

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contracts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_priority_contract_id_fkey" FOREIGN KEY ("priority_contract_id") REFERENCES "contracts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_years" ADD CONSTRAINT "quota_years_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contracts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_entries" ADD CONSTRAINT "quota_entries_contract_id_year_fkey" FOREIGN KEY ("contract_id", "year") REFERENCES "quota_years"("contract_id", "year") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_entries" ADD CONSTRAINT "quota_entries_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_entries" ADD CONSTRAINT "quota_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "codes" ADD CONSTRAINT "codes_issued_by_fkey" FOREIGN KEY ("issued_by") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
