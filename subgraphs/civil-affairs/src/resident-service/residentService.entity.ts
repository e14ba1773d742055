/** That an organisation has a resident as a client in a division, as linkage found it; a copy that only its feed writes. */
export interface ResidentServiceRow {
  readonly residentId: string;
  readonly organisationId: string;
  /** Where she is served, which need not be where the ledger has her. */
  readonly divisionCode: string;
}
