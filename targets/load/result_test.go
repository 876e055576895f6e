package main

import (
	"testing"
	"time"
)

func TestBucketsAreInOrderAndRightToTwoPercent(t *testing.T) {
	last := -1
	for ns := uint64(0); ns < 1<<40; ns += 1 + ns/97 {
		index := bucket(ns)
		if index < last {
			t.Fatalf("bucket(%d) = %d, below %d", ns, index, last)
		}
		last = index
		low := uint64(floor(index))
		if low > ns || float64(ns-low) > 0.016*float64(ns) {
			t.Fatalf("%d ns is told as %d", ns, low)
		}
	}
}

func TestQuantilesOfAKnownSpread(t *testing.T) {
	var h histogram
	for n := 1; n <= 1000; n++ {
		h.record(time.Duration(n) * time.Microsecond)
	}
	for q, want := range map[float64]time.Duration{0.5: 500_000, 0.9: 900_000, 0.99: 990_000} {
		if got := h.quantile(q); got < want*98/100 || got > want*102/100 {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
}
