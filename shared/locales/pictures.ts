import { phrases } from './phrases.ts'

export const pictures = phrases({
  title: ['图片', '圖片', 'Picture'],
  column: ['图', '圖', 'Pic.'],
  ofProduct: ['{{code}} 的图片', '{{code}} 的圖片', 'Picture of {{code}}'],
  ofLine: ['第 {{line}} 行的图片', '第 {{line}} 行的圖片', 'Picture of line {{line}}'],
  choose: ['选图片', '選圖片', 'Choose a picture'],
  paste: ['粘贴图片', '貼上圖片', 'Paste a picture'],
  remove: ['去掉图片', '去掉圖片', 'Remove the picture'],
  none: ['还没有图片', '還沒有圖片', 'No picture yet'],
  dropped: [
    '图片还没处理完就关了,没有放上。',
    '圖片還沒處理完就關了,沒有放上。',
    'Closed before the picture was read: it was not taken.',
  ],
  working: ['正在处理图片…', '正在處理圖片…', 'Reading the picture…'],
  hint: [
    'F4 选一个 PNG 或 JPG 文件(不超过 5 MB),或者 Ctrl V 粘贴',
    'F4 選一個 PNG 或 JPG 檔案(不超過 5 MB),或者 Ctrl V 貼上',
    'F4 chooses a PNG or JPG file (up to 5 MB), Ctrl V pastes one',
  ],
  fromProduct: [
    '这是产品资料里的图片。给这一行另选一张,只改这一行。',
    '這是產品資料裡的圖片。給這一行另選一張,只改這一行。',
    'This is the picture of the product card. Another one chosen here is for this line only.',
  ],
  wordOwn: ['本行图片 {{mark}}', '本行圖片 {{mark}}', 'its own picture {{mark}}'],
  problemTooLarge: [
    '图片太大,最多 5 MB。没有改动。',
    '圖片太大,最多 5 MB。沒有改動。',
    'The picture is too large, 5 MB at most. Nothing was changed.',
  ],
  problemNoPicture: [
    '这个文件不是 PNG 或 JPG 图片。没有改动。',
    '這個檔案不是 PNG 或 JPG 圖片。沒有改動。',
    'This file is no PNG or JPG picture. Nothing was changed.',
  ],
  problemDamaged: [
    '图片文件是空的或坏了,打不开。没有改动。',
    '圖片檔案是空的或壞了,打不開。沒有改動。',
    'The picture is empty or damaged and cannot be opened. Nothing was changed.',
  ],
  problemTooManyPixels: [
    '图片的像素太多(最多 4000 万),请先缩小。没有改动。',
    '圖片的像素太多(最多 4000 萬),請先縮小。沒有改動。',
    'The picture has too many pixels (40 million at most); make it smaller first. Nothing was changed.',
  ],
  nothingPasted: [
    '剪贴板里没有图片。请先复制一张图片,再按 Ctrl V。',
    '剪貼簿裡沒有圖片。請先複製一張圖片,再按 Ctrl V。',
    'There is no picture on the clipboard. Copy one first, then press Ctrl V.',
  ],
  unknown: [
    '图片没有存下来,请再选一次。',
    '圖片沒有存下來,請再選一次。',
    'The picture was not kept; choose it once more.',
  ],
  missing: [
    '图片文件不见了或坏了,请再选一次。',
    '圖片檔案不見了或壞了,請再選一次。',
    'The file of the picture is gone or damaged; choose it once more.',
  ],
  pickFiles: ['PNG / JPG 图片', 'PNG / JPG 圖片', 'PNG / JPG pictures'],
})
