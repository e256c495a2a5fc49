import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep enough for white text from shade 7 on (contrast 4.5 : 1), light enough for dark text up to shade 4. */
const petrol: MantineColorsTuple = [
  '#e8f5f6',
  '#d0e9eb',
  '#a3d3d8',
  '#73bcc4',
  '#4da8b2',
  '#2f939e',
  '#157f8a',
  '#0b6670',
  '#08535b',
  '#053f46',
];

/** The colours whose variables the page carries; the others of Mantine stay out of its stylesheet. */
export const usedColors = ['petrol', 'gray', 'dark', 'red', 'orange', 'yellow', 'green', 'blue'];

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: { petrol },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1rem' } } },
  respectReducedMotion: true,
  cursorType: 'pointer',
});
