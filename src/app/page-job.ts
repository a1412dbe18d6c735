// What a paging job is called: the ticket and the round that it sends.
import type { TicketId } from '../domain/ticket.ts';

/** The job that sends a round of a ticket's paging, counted from 0: done twice, it finds that round sent. */
export const pageJob = (ticketId: TicketId, round: number): string => `${ticketId}#${round}`;

/** The ticket and the round that a job names. */
export function pageOf(job: string): { readonly ticketId: TicketId; readonly round: number } {
  const at = job.lastIndexOf('#');
  return { ticketId: job.slice(0, at), round: Number(job.slice(at + 1)) };
}
