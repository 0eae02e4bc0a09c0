import { phrases } from './phrases.ts'

export const dots = phrases({
  preview: ['点阵预览', '點陣預覽', 'Dot preview'],
  savePrn: ['存 .prn', '存 .prn', 'Save .prn'],
  savedPrn: ['已存 {{name}}', '已存 {{name}}', 'Saved {{name}}'],
  missing: [
    '打印机字库里没有、会印成〓的字:{{characters}}',
    '印表機字庫裡沒有、會印成〓的字:{{characters}}',
    'Not in the printer’s ROM, printed as 〓: {{characters}}',
  ],
  pictures: [
    '点阵文本不印图片:这份有 {{count}} 张。',
    '點陣文字不印圖片:這份有 {{count}} 張。',
    'Pictures are not printed as text: this one has {{count}}.',
  ],
  loss: ['照印吗?', '照印嗎?', 'Print it all the same?'],
  lossTitle: ['点阵文本', '點陣文字', 'Dot-matrix text'],
  printAnyway: ['照印', '照印', 'Print'],
  notYet: [
    '{{target}} 的点阵文本还没有试印认可。先到“打印机”里印尺子页;照样送去也可以。',
    '{{target}} 的點陣文字還沒有試印認可。先到「印表機」裡印尺子頁;照樣送去也可以。',
    'The test page of {{target}} was not accepted yet: see “Printers”. You may send this all the same.',
  ],
  send: ['照样送去', '照樣送去', 'Send it'],
  doNotPrint: ['不印', '不印', 'Do not print'],
  notThisPaper: [
    '这种纸不能用点阵文本打印,请用别的打印方式。',
    '這種紙不能用點陣文字列印,請用別的列印方式。',
    'This paper cannot be printed as text. Print it in another way.',
  ],
  notOverprint: [
    '这张单用的是套打版式,字按毫米对在印好的表格里,点阵文本对不准。请用别的打印方式,或换一个不套打的版式。',
    '這張單用的是套打版式,字按毫米對在印好的表格裡,點陣文字對不準。請用別的列印方式,或換一個不套打的版式。',
    'The layout of this paper fills in a printed form by the millimetre, which text cannot meet. Print it in another way, or choose a layout that does not.',
  ],
  target: ['送到哪里', '送到哪裡', 'Sent to'],
  targetHint: [
    '共享打印机 \\\\电脑名\\共享名;这台电脑上的队列名;LPT1;或文件夹、文件。',
    '共用印表機 \\\\電腦名\\共用名;這台電腦上的佇列名;LPT1;或資料夾、檔案。',
    'A shared printer \\\\PC\\share; the name of a queue of this PC; LPT1; or a folder or file.',
  ],
  targetNeeded: ['要填点阵文本送到哪里。', '要填點陣文字送到哪裡。', 'Type where the text is to be sent.'],
  modeHint: [
    '用打印机自带的字(24 针,LQ-590KII、LQ-630K 一类),字清楚、快。Windows 上把打印机共享,填 \\\\localhost\\共享名。',
    '用印表機自帶的字(24 針,LQ-590KII、LQ-630K 一類),字清楚、快。Windows 上把印表機共用,填 \\\\localhost\\共用名。',
    'With the printer’s own letters (24 pins, LQ-590KII, LQ-630K): clear and quick. On Windows share the printer and type \\\\localhost\\share.',
  ],
  targetGone: [
    '送不到 {{target}}:电脑没开、没有共享,或名字不对。没有打印,也没有计数。',
    '送不到 {{target}}:電腦沒開、沒有共用,或名字不對。沒有列印,也沒有計數。',
    '{{target}} cannot be reached: its PC is off, it is not shared, or the name is wrong. Nothing was printed or counted.',
  ],
  targetSilent: [
    '{{target}} 三十秒没有回应。先看打印机上有没有印出来;这次没有计数。',
    '{{target}} 三十秒沒有回應。先看印表機上有沒有印出來;這次沒有計數。',
    '{{target}} did not answer for thirty seconds. Look whether it came out; this print was not counted.',
  ],
  targetFull: [
    '{{target}} 所在的磁盘满了。没有打印,也没有计数。',
    '{{target}} 所在的磁碟滿了。沒有列印,也沒有計數。',
    'The disk of {{target}} is full. Nothing was printed or counted.',
  ],
})
