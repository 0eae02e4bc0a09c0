import { phrases } from './phrases.ts'

export const fax = phrases({
  title: ['传真', '傳真', 'Fax'],
  page: ['第 {{page}} / {{pages}} 页', '第 {{page}} / {{pages}} 頁', 'Page {{page}} of {{pages}}'],
  opening: ['正在打开传真…', '正在開啟傳真…', 'Opening the fax…'],
  sheet: [
    '传真第 {{page}} 页,共 {{pages}} 页',
    '傳真第 {{page}} 頁,共 {{pages}} 頁',
    'Fax, page {{page}} of {{pages}}',
  ],
  rotate: ['旋转', '旋轉', 'Rotate'],
  fitWidth: ['适宽', '適寬', 'Fit width'],
  fitPage: ['整页', '整頁', 'Whole page'],
  zoomIn: ['放大', '放大', 'Zoom in'],
  zoomOut: ['缩小', '縮小', 'Zoom out'],
  previousPage: ['上一页', '上一頁', 'Previous page'],
  nextPage: ['下一页', '下一頁', 'Next page'],
  bandHeight: ['蓝框高低(Alt+Shift+↑↓)', '藍框高低(Alt+Shift+↑↓)', 'Height of the band (Alt+Shift+↑↓)'],
  band: [
    '正在核对的这一行;按住上下拖,或按 Alt+↑↓ 移动',
    '正在核對的這一行;按住上下拖,或按 Alt+↑↓ 移動',
    'The line being checked; drag it up or down, or press Alt+↑↓',
  ],
  pan: ['按住拖动传真,或按 Shift+方向键', '按住拖動傳真,或按 Shift+方向鍵', 'Drag the fax, or press Shift+arrow keys'],
  empty: [
    '这个文件是空的,请让对方再发一次。',
    '這個檔案是空的,請對方再發一次。',
    'This file is empty. Please ask the sender to send it again.',
  ],
  tooLarge: [
    '文件超过 20 MB,收不进来。请分成几个文件,或把扫描的清晰度调低再扫一次。',
    '檔案超過 20 MB,收不進來。請分成幾個檔案,或把掃描解析度調低再掃一次。',
    'The file is larger than 20 MB. Please split it, or scan it again at a lower resolution.',
  ],
  notAFax: [
    '这不是传真文件。能收 TIFF、PDF、JPG、PNG;Word、Excel 请先存成 PDF,压缩包请先解开。',
    '這不是傳真檔案。可收 TIFF、PDF、JPG、PNG;Word、Excel 請先存成 PDF,壓縮檔請先解開。',
    'This is not a fax. TIFF, PDF, JPG and PNG can be taken; save Word or Excel files as PDF first and unpack archives.',
  ],
  damaged: [
    '传真文件不完整或已损坏,可能没有传完。请让对方再发一次。',
    '傳真檔案不完整或已損壞,可能沒有傳完。請對方再發一次。',
    'The fax is incomplete or damaged; it may have been cut off. Please ask the sender to send it again.',
  ],
  tooManyPixels: [
    '有一页超过 4000 万像素,收不进来。请把扫描的清晰度调低再扫一次。',
    '有一頁超過 4000 萬像素,收不進來。請把掃描解析度調低再掃一次。',
    'A page has more than 40 megapixels. Please scan it again at a lower resolution.',
  ],
  locked: [
    '这份 PDF 加了密码,打不开。请让对方发一份不加密码的。',
    '這份 PDF 加了密碼,打不開。請對方發一份不加密碼的。',
    'This PDF is locked with a password. Please ask the sender for one without a password.',
  ],
})
