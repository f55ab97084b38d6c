import './app/no-eval.ts';
import './app/opened-with.ts';
import './styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const container = document.getElementById('app');
if (container === null) throw new Error('the page has no place for the app');
createRoot(container).render(<App />);
