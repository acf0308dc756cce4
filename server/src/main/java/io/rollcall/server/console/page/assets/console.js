// What the console does in the browser beyond what its pages do by themselves.
(() => {
  'use strict';

  const say = text => {
    document.getElementById('said').textContent = text;
  };

  // Where the browser gives scripts no clipboard, as over plain HTTP, the old way still works.
  const copyTheOldWay = text => {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    (document.querySelector('dialog[open]') || document.body).append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error('not copied'));
  };

  const copy = text =>
    navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text) : copyTheOldWay(text);

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (!button) {
      return;
    }
    copy(button.dataset.copy).then(
      () => {
        say(document.body.dataset.copied);
        button.classList.add('copied');
        setTimeout(() => button.classList.remove('copied'), 2000);
        button.focus();
      },
      () => say(document.body.dataset.notCopied));
  });

  const showTimes = root => {
    for (const time of root.querySelectorAll('time[datetime]')) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = at.toLocaleString(undefined, {
          day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
          second: 'seconds' in time.dataset ? '2-digit' : undefined, hourCycle: 'h23'});
        time.title = at.toISOString();
      }
    }
  };

  // A dialog is a page of its own; here it also holds the focus, and Escape leaves it.
  const showDialog = root => {
    const dialog = root.querySelector('dialog[open]');
    if (!dialog) {
      return;
    }
    dialog.close();
    dialog.showModal();
    // A second Escape closes without asking; there is nothing behind the dialog but the page that asked.
    dialog.addEventListener('close', () => {
      if (!dialog.open) {
        dialog.showModal();
      }
    });
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      const back = dialog.querySelector('[data-cancel]');
      if (back) {
        back.click();
      }
    });
  };

  // A page that answers a form must not send it again when it is loaded again.
  const settleAddress = () => {
    const there = document.querySelector('[data-address]');
    if (there) {
      history.replaceState(null, '', there.dataset.address);
    }
  };

  const init = () => {
    showTimes(document);
    showDialog(document);
    settleAddress();
  };

  const lost = document.getElementById('lost');
  const noteAnswer = heard => {
    lost.hidden = heard;
  };
  for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
    document.addEventListener(failure, () => noteAnswer(false));
  }

  document.addEventListener('htmx:afterSwap', () => {
    noteAnswer(true);
    showTimes(document);
  });
  document.addEventListener('htmx:historyRestore', () => showTimes(document));

  // What somebody is about to copy is not renewed under their hands.
  document.addEventListener('htmx:beforeRequest', event => {
    const selection = window.getSelection();
    if (event.detail.elt.id === 'results' && !selection.isCollapsed && event.detail.elt.contains(selection.anchorNode)) {
      event.preventDefault();
    }
  });
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', init);
  } else {
    init();
  }
})();
