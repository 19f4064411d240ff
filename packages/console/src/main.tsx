/** Where the page begins: styles, theme, router. */
import '@cloudscape-design/global-styles/index.css';
import './ui/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './routes/app.tsx';
import { applyStoredTheme } from './ui/theme.ts';

applyStoredTheme();

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
