import { BrowserWindow } from './browser-window.ts';
import { checkOptions, strict } from './strict.ts';

const itemOptions = ['id', 'label', 'role', 'type', 'accelerator', 'registerAccelerator', 'click', 'submenu'];

type Template = Electron.MenuItemConstructorOptions;

/** `MenuItem`: a test clicks it as a person would. */
class StandInMenuItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: StandInMenu | null;
  readonly click: () => void;

  constructor(options: Template) {
    checkOptions('MenuItem', options, itemOptions);
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.role = options.role;
    this.accelerator = options.accelerator ?? undefined;
    this.submenu = Array.isArray(options.submenu) ? StandInMenu.buildFromTemplate(options.submenu) : null;
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.click = () => {
      const { click } = options as { click?: (item: unknown, window: unknown, event: object) => void };
      if (!click) throw new Error(`The stand-in for Electron does nothing for the role ${options.role}.`);
      click(this, BrowserWindow.getFocusedWindow() ?? undefined, {});
    };
  }
}

let applicationMenu: StandInMenu | null = null;

/** `Menu`: what was put up can be looked at and clicked; keys do not reach it. */
class StandInMenu {
  items: StandInMenuItem[] = [];

  static buildFromTemplate(template: readonly (Template | Electron.MenuItem)[]): StandInMenu {
    const menu = new StandInMenu();
    menu.items = template.map((item) => strict('MenuItem', new StandInMenuItem(item as Template)));
    return strict('Menu', menu);
  }

  static setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): StandInMenu | null {
    return applicationMenu;
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found) return found;
    }
    return null;
  }
}

export const Menu = strict('Menu', StandInMenu);
