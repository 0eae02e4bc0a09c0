import { phrases } from './phrases.ts'

export const sheets = phrases({
  // Why a file from outside is not read (codes of shared/sheets.ts)
  tooLarge: [
    '“{{name}}”超过 20 MB。请删掉表里的图片再存一份,或分成几个文件。',
    '「{{name}}」超過 20 MB。請刪掉表裡的圖片再存一份,或分成幾個檔案。',
    '"{{name}}" is larger than 20 MB. Please delete the pictures in it and save again, or split it into several files.',
  ],
  emptyFile: [
    '“{{name}}”里面没有内容。请确认选对了文件。',
    '「{{name}}」裡面沒有內容。請確認選對了檔案。',
    '"{{name}}" is empty. Please check that this is the right file.',
  ],
  notSpreadsheet: [
    '“{{name}}”不是表格。请选 Excel(.xlsx、.xls)或 CSV 文件。',
    '「{{name}}」不是表格。請選 Excel(.xlsx、.xls)或 CSV 檔案。',
    '"{{name}}" is not a spreadsheet. Please choose an Excel (.xlsx, .xls) or CSV file.',
  ],
  damaged: [
    '“{{name}}”已损坏或没有传完整。请用 Excel 或 WPS 打开另存为 .xlsx,或请对方重发。',
    '「{{name}}」已損壞或沒有傳完整。請用 Excel 或 WPS 開啟另存為 .xlsx,或請對方重發。',
    '"{{name}}" is damaged or incomplete. Please open it in Excel or WPS and save it as .xlsx, or ask for it again.',
  ],
  notThisEncoding: [
    '“{{name}}”不能按这个编码读,预览没有变。请换一个。',
    '「{{name}}」不能按這個編碼讀,預覽沒有變。請換一個。',
    '"{{name}}" cannot be read in this encoding; the preview is as before. Choose another.',
  ],
  bomb: [
    '“{{name}}”解开后大得不正常,可能是恶意文件,没有打开。请向对方核实。',
    '「{{name}}」解開後大得不正常,可能是惡意檔案,沒有開啟。請向對方核實。',
    '"{{name}}" unpacks to an abnormal size and may be malicious; it was not opened. Please check with the sender.',
  ],
  tooManyRows: [
    '“{{name}}”超过 20,000 行。请删掉下面的空行(选中后“删除行”,不是清内容)再存一份,或分成几个文件。',
    '「{{name}}」超過 20,000 列。請刪掉下面的空白列(選取後「刪除列」,不是清除內容)再存一份,或分成幾個檔案。',
    '"{{name}}" has more than 20,000 rows. Please delete the empty rows below the data (delete, not clear) and save again, or split it.',
  ],
  tooManyColumns: [
    '“{{name}}”超过 200 列。请删掉右边的空列、取消整行合并后再存一份。',
    '「{{name}}」超過 200 欄。請刪掉右邊的空白欄、取消整列合併後再存一份。',
    '"{{name}}" has more than 200 columns. Please delete the empty columns on the right, undo merges across the whole row and save again.',
  ],
  tooManyMerges: [
    '“{{name}}”合并单元格太多。请把内容复制到一张新表(只粘贴数值)再导入。',
    '「{{name}}」合併儲存格太多。請把內容複製到一張新表(只貼上值)再匯入。',
    '"{{name}}" has too many merged cells. Please paste its values into a new sheet and import that.',
  ],
  tooMuchText: [
    '“{{name}}”内容太多,一次读不完。请分成几个文件。',
    '「{{name}}」內容太多,一次讀不完。請分成幾個檔案。',
    '"{{name}}" holds too much to read at once. Please split it into several files.',
  ],
  encrypted: [
    '“{{name}}”设了打开密码。请用 Excel 或 WPS 输密码打开,取消密码后另存一份。',
    '「{{name}}」設了開啟密碼。請用 Excel 或 WPS 輸入密碼開啟,取消密碼後另存一份。',
    '"{{name}}" has a password. Please open it in Excel or WPS with the password, remove it and save a copy.',
  ],
  nested: [
    '“{{name}}”里面还嵌着别的文件。请删掉嵌入的附件,或把内容复制到一张新表再导入。',
    '「{{name}}」裡面還嵌著別的檔案。請刪掉嵌入的附件,或把內容複製到一張新表再匯入。',
    '"{{name}}" has other files embedded in it. Please delete those, or copy the contents into a new sheet.',
  ],
  badNames: [
    '“{{name}}”的内部结构不正常,可能是恶意文件,没有打开。请向对方核实。',
    '「{{name}}」的內部結構不正常,可能是惡意檔案,沒有開啟。請向對方核實。',
    'The inside of "{{name}}" is not in order and it may be malicious; it was not opened. Please check with the sender.',
  ],
  dtd: [
    '“{{name}}”带有不允许的外部定义,可能是恶意文件,没有打开。请向对方核实。',
    '「{{name}}」帶有不允許的外部定義,可能是惡意檔案,沒有開啟。請向對方核實。',
    '"{{name}}" carries definitions that are not allowed and may be malicious; it was not opened. Please check with the sender.',
  ],
  macros: [
    '“{{name}}”带有宏,不能导入。请用 Excel 打开,另存为“Excel 工作簿(.xlsx)”再导入。',
    '「{{name}}」帶有巨集,不能匯入。請用 Excel 開啟,另存為「Excel 活頁簿(.xlsx)」再匯入。',
    '"{{name}}" contains macros and cannot be imported. Please open it in Excel and save it as "Excel Workbook (.xlsx)".',
  ],
  binaryWorkbook: [
    '“{{name}}”是二进制工作簿(.xlsb),不能导入。请用 Excel 另存为“Excel 工作簿(.xlsx)”。',
    '「{{name}}」是二進位活頁簿(.xlsb),不能匯入。請用 Excel 另存為「Excel 活頁簿(.xlsx)」。',
    '"{{name}}" is a binary workbook (.xlsb). Please save it in Excel as "Excel Workbook (.xlsx)".',
  ],
  oldWorkbook: [
    '“{{name}}”是旧格式(.xls)。请用 Excel 或 WPS 打开,另存为“Excel 工作簿(.xlsx)”。',
    '「{{name}}」是舊格式(.xls)。請用 Excel 或 WPS 開啟,另存為「Excel 活頁簿(.xlsx)」。',
    '"{{name}}" is an old workbook (.xls). Please open it in Excel or WPS and save it as "Excel Workbook (.xlsx)".',
  ],
  openDocument: [
    '“{{name}}”不是 Excel 格式(.ods)。请另存为 .xlsx 再导入。',
    '「{{name}}」不是 Excel 格式(.ods)。請另存為 .xlsx 再匯入。',
    '"{{name}}" is an OpenDocument file (.ods). Please save it as .xlsx.',
  ],
  timedOut: [
    '“{{name}}”10 秒还没有读完,已停止。请把需要的内容复制到一张新表再导入。',
    '「{{name}}」10 秒還沒有讀完,已停止。請把需要的內容複製到一張新表再匯入。',
    '"{{name}}" could not be read within 10 seconds and was stopped. Please copy what you need into a new sheet.',
  ],
  outOfMemory: [
    '“{{name}}”占用内存太多,已停止。请把需要的内容复制到一张新表再导入。',
    '「{{name}}」佔用記憶體太多,已停止。請把需要的內容複製到一張新表再匯入。',
    '"{{name}}" needed too much memory and was stopped. Please copy what you need into a new sheet.',
  ],
  stopped: [
    '“{{name}}”没有读成,程序和数据没有受影响。请把内容复制到一张新表再导入。',
    '「{{name}}」沒有讀成,程式和資料沒有受影響。請把內容複製到一張新表再匯入。',
    '"{{name}}" could not be read; the program and your data are unharmed. Please copy its contents into a new sheet.',
  ],

  // How the characters of a text file are read
  encoding: ['编码', '編碼', 'Encoding'],
  encodingHint: [
    '文字乱码时,换一个编码再读',
    '文字亂碼時,換一個編碼再讀',
    'If the words are garbled, choose another encoding',
  ],
  encodingAuto: ['自动', '自動', 'automatic'],
  encodingFound: ['自动({{encoding}})', '自動({{encoding}})', 'automatic ({{encoding}})'],

  // Why a file could not be written
  targetBusy: [
    '“{{name}}”正被 Excel 或别的程序打开,没有存成。请先关掉它再导出,或换一个文件名。',
    '「{{name}}」正被 Excel 或別的程式開啟,沒有存成。請先關掉它再匯出,或換一個檔名。',
    '"{{name}}" is open in Excel or another program and was not replaced. Please close it and export again, or choose another name.',
  ],
  cannotWrite: [
    '这个位置不能写入“{{name}}”。请换一个文件夹,或检查 U 盘的写保护。',
    '這個位置不能寫入「{{name}}」。請換一個資料夾,或檢查隨身碟的防寫。',
    '"{{name}}" cannot be written there. Please choose another folder, or check whether the drive is write-protected.',
  ],
  folderGone: [
    '要存“{{name}}”的文件夹不在了,U 盘是不是拔掉了?请重新选位置。',
    '要存「{{name}}」的資料夾不在了,隨身碟是不是拔掉了?請重新選位置。',
    'The folder for "{{name}}" is no longer there; was the drive pulled out? Please choose the place again.',
  ],
  tooManyRowsOut: [
    '超过 Excel 一张表的 1,048,576 行。请缩短日期范围分几次导出。',
    '超過 Excel 一張表的 1,048,576 列。請縮短日期範圍分幾次匯出。',
    'This is more than the 1,048,576 rows of an Excel sheet. Please export a shorter period at a time.',
  ],
  statementDoesNotAdd: [
    '对账单 {{number}} 的明细加起来和本期余额不符,没有导出。请重新生成这份对账单。',
    '對帳單 {{number}} 的明細加起來和本期餘額不符,沒有匯出。請重新產生這份對帳單。',
    'The rows of statement {{number}} do not add up to its closing balance; it was not exported. Please make the statement again.',
  ],

  // The statement workbook (papers.md 4.6)
  statementTitle: ['对账单', '對帳單', 'Statement of Account'],
  companyLine: [
    '地址：{{address}}　电话：{{phone}}　传真：{{fax}}',
    '地址：{{address}}　電話：{{phone}}　傳真：{{fax}}',
    '{{address}}   Tel {{phone}}   Fax {{fax}}',
  ],
  to: ['致：{{name}}', '致：{{name}}', 'To: {{name}}'],
  contactLine: [
    '联系人：{{contact}}　电话：{{phone}}　传真：{{fax}}',
    '聯絡人：{{contact}}　電話：{{phone}}　傳真：{{fax}}',
    'Attn: {{contact}}   Tel {{phone}}   Fax {{fax}}',
  ],
  numberLine: ['No. {{number}}', 'No. {{number}}', 'No. {{number}}'],
  periodLine: ['对账期间：{{from}} 至 {{to}}', '對帳期間：{{from}} 至 {{to}}', 'Period: {{from}} to {{to}}'],
  columnDate: ['日期', '日期', 'Date'],
  columnDocument: ['送货单号', '送貨單號', 'Note no.'],
  columnPo: ['客户PO', '客戶PO', 'Your PO'],
  columnDescription: ['品名规格', '品名規格', 'Description'],
  columnUnit: ['单位', '單位', 'Unit'],
  columnQuantity: ['数量', '數量', 'Quantity'],
  columnPrice: ['单价', '單價', 'Unit price'],
  columnAmount: ['金额', '金額', 'Amount'],
  columnReceived: ['已收', '已收', 'Received'],
  columnBalance: ['余额', '餘額', 'Balance'],
  columnRemark: ['备注', '備註', 'Remark'],
  opening: ['上期余额', '上期餘額', 'Opening balance'],
  sum: ['合计', '合計', 'Total'],
  closing: ['本期余额', '本期餘額', 'Closing balance'],
  closingWords: ['本期余额（大写）：{{words}}', '本期餘額（大寫）：{{words}}', 'Closing balance in words: {{words}}'],
  rowReturn: ['退货', '退貨', 'Return'],
  rowReplacement: ['补件', '補件', 'Replacement'],
  rowExchangeOut: ['换出', '換出', 'Exchange out'],
  rowExchangeIn: ['换入', '換入', 'Exchange in'],
  rowDeduction: ['扣款', '扣款', 'Deduction'],
  rowFreight: ['运费', '運費', 'Freight'],
  rowSample: ['样品费', '樣品費', 'Sample charge'],
  rowAdjustment: ['调整', '調整', 'Adjustment'],
  rowReceipt: ['收款', '收款', 'Payment received'],
  unsignedNote: [
    '※ 送货单回签联尚未收回，请一并核对。',
    '※ 送貨單回簽聯尚未收回，請一併核對。',
    '※ The signed copy of this delivery note has not come back yet; please check it too.',
  ],
  account: [
    '收款账户　户名：{{name}}　开户行：{{bank}}　账号：{{account}}',
    '收款帳戶　戶名：{{name}}　開戶行：{{bank}}　帳號：{{account}}',
    'Pay to: {{name}}   Bank: {{bank}}   Account: {{account}}',
  ],
  terms: ['付款期限：{{terms}}', '付款期限：{{terms}}', 'Terms: {{terms}}'],
  checkPlease: [
    '以上往来明细烦请核对，如无误请签字盖章回传；如有问题请及时联系。',
    '以上往來明細煩請核對，如無誤請簽字蓋章回傳；如有問題請及時聯絡。',
    'Please check the above. If it agrees, sign, stamp and send it back; if not, please let us know.',
  ],
  slip: [
    '回执：经核对　□ 相符　　□ 不符（差额 ______________　原因 ______________________________）',
    '回執：經核對　□ 相符　　□ 不符（差額 ______________　原因 ______________________________）',
    'Reply slip: checked and  □ agreed   □ not agreed (difference ______________  reason ______________________________)',
  ],
  slipReplyBy: ['请于 {{date}} 前回传', '請於 {{date}} 前回傳', 'Please return by {{date}}'],
  slipReply: ['请尽快回传', '請盡快回傳', 'Please return soon'],
  slipCustomer: ['客户签章：', '客戶簽章：', 'Customer, signed and stamped:'],
  slipSupplier: ['供方签章：', '供方簽章：', 'Supplier, signed and stamped:'],
  slipDate: ['日期：', '日期：', 'Date:'],
  madeBy: ['制单：{{name}}', '製單：{{name}}', 'Made by {{name}}'],
  versionLine: [
    '{{number}}　第 {{version}} 版　打印 {{printed}} 次',
    '{{number}}　第 {{version}} 版　列印 {{printed}} 次',
    '{{number}}   version {{version}}   print {{printed}}',
  ],
  // &P and &N are Excel's own page codes and are replaced by it.
  pageFooter: ['第 &P 页 / 共 &N 页', '第 &P 頁 / 共 &N 頁', 'Page &P of &N'],
})
