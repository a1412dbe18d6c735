// The ways the database can be unusable that an operator has to know about, each with a sentence that says what to do.

export type DatabaseFaultCode =
  | 'backup_unusable'
  | 'data_corrupted'
  | 'data_directory_in_use'
  | 'data_directory_not_empty'
  | 'data_directory_other_version'
  | 'data_directory_unusable'
  | 'disk_full'
  | 'engine_died'
  | 'server_unreachable';

/** A condition of the database that only an operator can mend; `message` says what happened and what to do. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;

  constructor(code: DatabaseFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseFault';
    this.code = code;
  }
}
