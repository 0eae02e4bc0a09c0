import { createTheme, type MantineColorsTuple } from '@mantine/core'

// The one accent of theme.css in the ten steps Mantine asks for; the main step is the sixth.
const accent: MantineColorsTuple = [
  '#e8f0f9',
  '#d3e2f3',
  '#a9c7e8',
  '#7ba7d6',
  '#5089c4',
  '#3572b4',
  '#1f5fa8',
  '#1a528f',
  '#154577',
  '#0f365f',
]
const small = { defaultProps: { size: 'xs' } }

/** Mantine in the clothes of theme.css: small, square, one accent. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'Consolas, ui-monospace, monospace',
  primaryColor: 'accent',
  colors: { accent },
  black: '#1c2430',
  defaultRadius: 4,
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '15px', xl: '17px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  components: {
    ActionIcon: small,
    Button: small,
    Checkbox: small,
    Menu: small,
    Modal: small,
    NumberInput: small,
    Radio: small,
    SegmentedControl: small,
    Select: small,
    Switch: small,
    Table: small,
    Tabs: small,
    Textarea: small,
    TextInput: small,
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
})

/** The nonce main writes into the page for the one style tag Mantine makes. */
export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
