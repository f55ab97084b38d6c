import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnown } from './new-device.ts';

const home = { device: 'macOS 15.1', browser: 'Firefox 140', place: '203.0.113.0/24' };
const phone = { device: 'iOS 19', browser: 'Safari 19', place: '2001:db8:7::/48' };

test('a device on a network that were both there before is known', () => {
  assert.ok(isKnown(home, [phone, home]));
  assert.ok(isKnown({ ...home, place: phone.place }, [phone, home]), 'the phone’s network, on the laptop');
});

test('an updated browser or system is the same device', () => {
  assert.ok(isKnown({ ...home, browser: 'Firefox 141', device: 'macOS 15.2' }, [home]));
  assert.ok(
    isKnown({ ...home, device: 'macOS' }, [{ ...home, device: 'macOS Catalina' }]),
    'a name is a version',
  );
});

test('another browser, another system or another network is new', () => {
  assert.ok(!isKnown({ ...home, browser: 'Chrome 140' }, [home, phone]));
  assert.ok(!isKnown({ ...home, device: 'Linux' }, [home, phone]));
  assert.ok(!isKnown({ ...home, place: '198.51.100.0/24' }, [home, phone]));
  assert.ok(!isKnown({ ...home, browser: phone.browser }, [home, phone]), 'halves of two devices are none');
});
