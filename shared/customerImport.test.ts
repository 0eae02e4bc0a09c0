import { describe, expect, it } from 'vitest'
import { customerColumns, planCustomers } from './customerImport.ts'
import { type Customer, type CustomerField, emptyCustomer } from './customers.ts'
import type { Cells } from './imports.ts'
import { joinTaxBank, readInvoiceKind, splitTaxContact } from './invoiceDataImport.ts'
import { matchColumns } from './sheets.ts'

const fieldsOf = (head: string[]): (string | undefined)[] => {
  const matches = matchColumns(head, customerColumns)
  return head.map((_, column) => matches.find((match) => match.column === column)?.field)
}
const card = (changes: Partial<Customer>): Customer =>
  ({ ...emptyCustomer, id: 1, code: 'K001', name: '永兴家居', shortName: '永兴', ...changes }) as Customer
const plan = (rows: Cells<CustomerField>[], customers: Customer[] = []) =>
  planCustomers(rows, { customers, total: customers.length, mayLoosen: true, initialsOf: () => 'x' })

describe('开票资料 in a list of customers', () => {
  it('is found under its usual headings, beside the ordinary address, phone and name', () => {
    expect(
      fieldsOf(['客户名称', '电话', '地址', '开票名称', '税号', '开票地址', '开票电话', '开户行', '账号', '发票类型']),
    ).toEqual([
      'name',
      'phone',
      'address',
      'invoiceTitle',
      'taxNumber',
      'taxAddress',
      'taxPhone',
      'taxBank',
      'taxAccount',
      'invoiceKind',
    ])
    expect(fieldsOf(['单位名称', '抬头', '纳税人识别号', '地址、电话', '开户行及账号'])).toEqual([
      'name',
      'invoiceTitle',
      'taxNumber',
      'taxContact',
      'taxBank',
    ])
    expect(fieldsOf(['客户', '发票抬头', '统一社会信用代码', '开票地址及电话', '開戶銀行', '銀行帳號'])).toEqual([
      'name',
      'invoiceTitle',
      'taxNumber',
      'taxContact',
      'taxBank',
      'taxAccount',
    ])
    expect(fieldsOf(['客户', '对账抬头', '送货地址'])).toEqual(['name', 'statementName', 'address'])
  })

  it('has its address and phone told apart, and bank and account put together', () => {
    for (const [typed, address, phone] of [
      ['佛山市顺德区乐从镇工业路 8 号 0757-22886600', '佛山市顺德区乐从镇工业路 8 号', '0757-22886600'],
      ['乐从镇工业路8号0757-22886600', '乐从镇工业路8号', '0757-22886600'],
      ['民族路188号,电话:13800138000', '民族路188号', '13800138000'],
      ['民族路188号 023-63710000-806', '民族路188号', '023-63710000-806'],
      ['龙江镇 B 区 1202', '龙江镇 B 区 1202', ''],
      ['', '', ''],
    ] as const)
      expect([typed, splitTaxContact(typed)]).toEqual([typed, { address, phone }])
    expect(joinTaxBank('工行乐从支行', '6222 0000 1234', '')).toBe('工行乐从支行 6222 0000 1234')
    expect(joinTaxBank('', '62220000999', '工行乐从支行 6222 0000 1234')).toBe('工行乐从支行 62220000999')
    expect(joinTaxBank('农行龙江支行', '', '工行乐从支行 6222 0000 1234')).toBe('农行龙江支行 6222 0000 1234')
    expect(joinTaxBank('农行 44010001', '', '工行乐从支行 6222 0000 1234')).toBe('农行 44010001')
    expect(joinTaxBank('', '', '工行')).toBe('')
  })

  it('says what kind of invoice is wanted in the words of the office', () => {
    for (const [words, kind] of [
      ['增值税专用发票', 'special'],
      ['專票', 'special'],
      ['普票', 'general'],
      ['增值税普通发票', 'general'],
      ['不开票', 'none'],
      ['无', 'none'],
      ['收据', null],
    ] as const)
      expect([words, readInvoiceKind(words)]).toEqual([words, kind])
  })

  it('fills a new card, changes only what is typed on an old one, and tells what cannot be read', () => {
    const [made] = plan([
      {
        name: '长乐家居',
        invoiceTitle: '重庆长乐家居有限公司',
        taxNumber: '91500103MA5U000000',
        taxContact: '民族路188号 023-63710000',
        taxBank: '工行解放碑支行',
        taxAccount: '3100024509200012345',
        invoiceKind: '普票',
      },
    ])
    expect(made!.draft).toMatchObject({
      invoiceKind: 'general',
      invoiceTitle: '重庆长乐家居有限公司',
      taxNumber: '91500103MA5U000000',
      taxAddress: '民族路188号',
      taxPhone: '023-63710000',
      taxBank: '工行解放碑支行 3100024509200012345',
    })
    const before = card({ taxBank: '工行 31000245', taxAddress: '旧址', invoiceKind: 'none' })
    const [kept] = plan([{ code: 'K001', taxAccount: '31000245', taxContact: '' }], [before])
    expect(kept!.verdict).toBe('same')
    const [changed] = plan([{ code: 'K001', taxAccount: '99990245', taxAddress: '新址' }], [before])
    expect(changed!.changes).toEqual([
      { field: 'taxAddress', from: '旧址', to: '新址' },
      { field: 'taxBank', from: '工行 31000245', to: '工行 99990245' },
    ])
    expect(changed!.draft).toMatchObject({ invoiceKind: 'none', name: '永兴家居' })
    const [wrong] = plan([
      {
        name: '宏发',
        invoiceKind: '收据',
        taxAccount: '6.222E+18',
        taxNumber: '9.15E+17',
        taxAddress: '长'.repeat(101),
      },
    ])
    expect(wrong!.verdict).toBe('wrong')
    expect(wrong!.problems.map(({ field, key }) => [field, key])).toEqual([
      ['taxNumber', 'imports.shortened'],
      ['taxAccount', 'imports.shortened'],
      ['invoiceKind', 'imports.badInvoiceKind'],
      ['taxAddress', 'imports.tooLong'],
    ])
  })
})
