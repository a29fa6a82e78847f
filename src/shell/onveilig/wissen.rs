//! Memory that is wiped when it is given back. A passphrase that somebody typed grew letter by letter, and
//! each growth left a copy; this leaves none.
//!
//! Must not know what was in it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::ptr;

/// Blocks up to this size are wiped. No passphrase is longer, and larger ones are lists and pages.
const KLEIN: usize = 4096;

/// The allocator of the system, that wipes what comes back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wissend;

// SAFETY: every call goes to the allocator of the system with the layout that it was given; a block is
// written only within its own size, and before it is handed back.
unsafe impl GlobalAlloc for Wissend {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps to the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps to the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.size() <= KLEIN {
            // SAFETY: the block is the caller's, of this size.
            unsafe { ptr::write_bytes(block, 0, layout.size()) };
            // The block is looked at once more as far as the compiler can tell, so the zeros are written.
            black_box(block);
        }
        // SAFETY: the caller keeps to the contract of `dealloc`.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if layout.size() > KLEIN {
            // SAFETY: the caller keeps to the contract of `realloc`.
            return unsafe { System.realloc(block, layout, new_size) };
        }
        // The system could move it, and leave the old letters where they were.
        // SAFETY: the caller promises that the new size with this alignment is a layout; both blocks are at
        // least as long as what is copied, and the old one is given back once, with its own layout.
        unsafe {
            let larger = Layout::from_size_align_unchecked(new_size, layout.align());
            let moved = self.alloc(larger);
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}
