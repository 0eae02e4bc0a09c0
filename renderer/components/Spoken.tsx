/** A sentence of the phrases with its `**weighty words**` in bold. */
export const Spoken = ({ text }: { text: string }) =>
  text.split('**').map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part))
