import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core'

/** Ink blue: the one accent. Index 7 on white and 6 under white text pass 4.5:1. */
const INK: MantineColorsTuple = [
  '#eef3fb',
  '#dbe5f5',
  '#b4c9ea',
  '#8ab4f5',
  '#6690d3',
  '#4f7dcb',
  '#3f6fc0',
  '#2c5aa6',
  '#234a8a',
  '#1a386b',
]

const GRAY: MantineColorsTuple = [
  '#f5f6f8',
  '#eef0f3',
  '#e4e7ec',
  '#dde1e7',
  '#c4cad2',
  '#8b95a3',
  '#626d7b',
  '#475362',
  '#2f3944',
  '#1a212a',
]

/** From text to page, as Mantine reads it: 0 is the text, 4 the border, 6 the field, 7 the body. */
const DARK: MantineColorsTuple = [
  '#e6eaef',
  '#b4bdc8',
  '#939eab',
  '#6b7684',
  '#3a424d',
  '#2b313a',
  '#1f242b',
  '#191d23',
  '#12151a',
  '#0c0f13',
]

const small = { defaultProps: { size: 'xs' } }

/** Quiet, dense, precise: 30-px fields, 3-px corners, 8-px rhythm, no shadow but under what floats. */
const theme = createTheme({
  colors: { ink: INK, gray: GRAY, dark: DARK },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  white: '#ffffff',
  black: '#1a212a',
  fontFamily: "'Source Sans 3 Variable', 'Source Sans 3', system-ui, 'Segoe UI', 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.43', md: '1.47', lg: '1.4', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: small,
    TextInput: small,
    PasswordInput: small,
    Textarea: { defaultProps: { size: 'xs', autosize: true, minRows: 2 } },
    NumberInput: small,
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    Autocomplete: small,
    Checkbox: small,
    Radio: small,
    Switch: small,
    SegmentedControl: small,
    FileInput: small,
    Tabs: { defaultProps: { keepMounted: false } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, arrowSize: 6, transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } },
    Modal: {
      defaultProps: { centered: false, yOffset: '12vh', transitionProps: { duration: 80 }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Drawer: { defaultProps: { position: 'right', transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.25 } } },
  },
})

/** The theme in the words of a language: the buttons that close what floats have no text, so their name comes from here. */
export function themeWith(words: { readonly close: string }): MantineThemeOverride {
  const named = { defaultProps: { 'aria-label': words.close } }
  const closing = { defaultProps: { closeButtonProps: { 'aria-label': words.close } } }
  return { ...theme, components: { ...theme.components, ModalCloseButton: named, DrawerCloseButton: named, Notification: closing } }
}
