//! The lock counts absence, and sleep of the computer is absence; the clock on the wall does not count.

use std::time::Duration;

use zsmtafel::shell::slaap::{Waker, sliep, verstreken};

#[test]
fn nobody_at_the_table_for_long_enough_locks_it_and_a_key_begins_the_count_anew() {
    let mut waker = Waker::default();
    assert!(!waker.moet_op_slot(Duration::from_secs(900)));
    std::thread::sleep(Duration::from_millis(60));
    assert!(waker.moet_op_slot(Duration::from_millis(50)));
    waker.toets();
    assert!(!waker.moet_op_slot(Duration::from_secs(30)));
    // Nothing locks by absence where nothing was set.
    std::thread::sleep(Duration::from_millis(10));
    assert!(!waker.moet_op_slot(Duration::ZERO));
    let before = verstreken();
    assert!(verstreken() >= before);
}

#[test]
fn sleep_is_what_the_system_counted_or_a_look_that_came_far_too_late() {
    let s = Duration::from_secs;
    // Slept before the program began: that is past.
    assert!(!sliep(Some(s(500)), Some(s(500)), s(2)));
    assert!(sliep(Some(s(500)), Some(s(560)), s(62)));
    assert!(sliep(Some(s(0)), Some(s(3)), s(2)));
    // A busy computer looks late, and did not sleep.
    assert!(!sliep(Some(s(500)), Some(s(500)), s(300)));
    // Where nothing is counted, a gap is a sleep.
    assert!(!sliep(None, None, s(4)));
    assert!(sliep(None, None, s(60)));
}
