import { codesToText, type IntakeKind } from '@hub/kernel';
import { beneficiaryGroups } from '@hub/values';
import type { SealedColumns, Sealer } from '@hub/vault';
import { genders } from './client.entity.ts';
import { indexedIdNumber } from './client.rules.ts';

/** Clients from files and from the synthetic district; identifiers are sealed and indexed before they are written. */
export const clientIntake = (sealer: Sealer, sealed: SealedColumns): IntakeKind => ({
  table: 'client',
  factKind: 'client',
  // What matching learns of a need holds the client's groups.
  heldBy: [{ table: 'need', column: 'clientId', factKind: 'need' }],
  toRow: (record) => {
    const id = record.text('id');
    const idNumber = record.optionalText('idNumber');
    const bornOn = record.optionalDay('bornOn');
    return {
      id,
      stationId: record.text('stationId'),
      divisionCode: record.text('divisionCode'),
      ownerOrganisationId: record.text('ownerOrganisationId'),
      nameSealed: sealed.seal(id, 'name', record.text('name')),
      idNumberSealed: sealed.seal(id, 'idNumber', idNumber),
      idNumberIndex: idNumber === null ? null : sealer.index(indexedIdNumber(idNumber), 'id-number'),
      bornOnSealed: sealed.seal(id, 'bornOn', bornOn),
      birthYear: bornOn === null ? null : Number(bornOn.slice(0, 4)),
      gender: record.code('gender', genders),
      phoneSealed: sealed.seal(id, 'phone', record.optionalText('phone')),
      addressSealed: sealed.seal(id, 'address', record.optionalText('address')),
      groups: codesToText(record.codes('groups', beneficiaryGroups)),
      registeredOn: record.day('registeredOn'),
    };
  },
});
