import { phrases } from './phrases.ts'

export const desktop = phrases({
  cancelled: ['已取消,没有留下半个文件。', '已取消,沒有留下半個檔案。', 'Cancelled; no half-made file was left.'],
  targetFull: [
    '目标磁盘满了,没有存成。请换一个盘或清理后再试。',
    '目標磁碟滿了,沒有存成。請換一個磁碟或清理後再試。',
    'The target disk is full; nothing was saved. Choose another drive or free some space.',
  ],
  targetFailed: [
    '写不到那个位置:U 盘可能已拔出或写保护,或者文件正在 Excel 里打开。请检查后再试。',
    '寫不到那個位置:隨身碟可能已拔出或防寫,或者檔案正在 Excel 裡打開。請檢查後再試。',
    'That place cannot be written: the drive may be unplugged or write-protected, or the file is open in Excel. Please check and try again.',
  ],
  notABackup: [
    '这个文件不是跟单台的备份,没有动任何数据。',
    '這個檔案不是跟單台的備份,沒有動任何資料。',
    'This file is not a Gendan backup; nothing was touched.',
  ],
  damagedBackup: [
    '这个备份已损坏,不能用来恢复,没有动任何数据。请换一个备份。',
    '這個備份已損壞,不能用來還原,沒有動任何資料。請換一個備份。',
    'This backup is damaged and cannot be restored; nothing was touched. Choose another one.',
  ],
  newerBackup: [
    '这个备份是更新版本的跟单台做的,这个版本打不开,没有动任何数据。请先装新版本再恢复。',
    '這個備份是更新版本的跟單台做的,這個版本打不開,沒有動任何資料。請先裝新版本再還原。',
    'This backup was made by a newer version of Gendan; nothing was touched. Install the newer version first.',
  ],
  fileGone: [
    '“{{file}}”读不到:可能已经移走、改名,或者正被别的程序占用。请重新选一次。',
    '「{{file}}」讀不到:可能已經移走、改名,或者正被別的程式佔用。請重新選一次。',
    '“{{file}}” cannot be read: it may have been moved, renamed or be held by another program. Please choose again.',
  ],
  chooseAgain: ['请重新选择备份文件。', '請重新選擇備份檔案。', 'Please choose the backup file again.'],
  printFailed: [
    '没有打印出来。请检查打印机是否开着、有没有纸,或者先存成 PDF。',
    '沒有列印出來。請檢查印表機是否開著、有沒有紙,或者先存成 PDF。',
    'Nothing was printed. Check that the printer is on and has paper, or save a PDF instead.',
  ],
  faxFiles: ['传真和扫描件', '傳真和掃描件', 'Faxes and scans'],
  backupFiles: ['跟单台备份', '跟單台備份', 'Gendan backups'],
  newerFile: [
    '数据是更新版本的跟单台做的,这个版本打不开,也没有动它。请安装新版本。',
    '資料是更新版本的跟單台做的,這個版本打不開,也沒有動它。請安裝新版本。',
    'The data was made by a newer version of Gendan. It was not touched; please install the newer version.',
  ],
  damagedFile: [
    '数据文件打不开。文件没有动过,请不要删除,先把整个数据文件夹复制到 U 盘,再联系维护人员。',
    '資料檔案打不開。檔案沒有動過,請不要刪除,先把整個資料夾複製到隨身碟,再聯繫維護人員。',
    'The data file cannot be opened. It was not touched: do not delete it, copy the whole data folder to a USB drive, then ask for help.',
  ],
  unsaved: ['还有没保存的内容,要关闭吗?', '還有沒儲存的內容,要關閉嗎?', 'Something is not saved yet. Close anyway?'],
  stay: ['留下来保存', '留下來儲存', 'Stay and save'],
  closeAnyway: ['不保存,关闭', '不儲存,關閉', 'Close without saving'],
  cannotStart: [
    '跟单台没有启动成功。数据没有动过。请重新启动电脑再试。',
    '跟單台沒有啟動成功。資料沒有動過。請重新啟動電腦再試。',
    'Gendan could not start. The data was not touched. Please restart the PC and try again.',
  ],
})
