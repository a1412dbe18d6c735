-- AlterTable
ALTER TABLE "chat_messages" ADD COLUMN     "body_id" TEXT;
