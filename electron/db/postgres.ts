/** The same guards as sqlite.ts, in PostgreSQL's words. */
export const postgresGuards: readonly string[] = [
  `create function "refuseChange"() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$`,
  `create function "refuseConfirmed"() returns trigger language plpgsql as $$ begin
     if old."confirmedAt" is not null and (new."amountFen" <> old."amountFen" or new."customerId" <> old."customerId"
       or new."confirmedBy" is distinct from old."confirmedBy" or new."receivedOn" <> old."receivedOn")
     then raise exception 'confirmed money is not rewritten'; end if; return new; end $$`,
  ...(['audit', 'gateOverrides'] as const).map(
    (table) =>
      `create trigger "${table}_noChange" before update or delete on "${table}" for each row execute function "refuseChange"()`,
  ),
  ...(['orders', 'receipts', 'deliveryNotes', 'statements', 'notices'] as const).map(
    (table) =>
      `create trigger "${table}_noDelete" before delete on "${table}" for each row execute function "refuseChange"()`,
  ),
  `create trigger "receipts_confirmed" before update on "receipts" for each row execute function "refuseConfirmed"()`,
]
