// Reads of the target's memory by process_vm_readv. /proc/PID/mem would do for one at a time, but only its owner may
// open it, whatever other capability one holds; /proc/PID/maps asks for CAP_SYS_PTRACE alone and serves as the token of
// the address space: it stays with the one it was opened on and reads as empty once that is gone.
#include "memory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "error.h"

namespace runqscope {

namespace {

constexpr size_t kPiecesPerCall = 512; // below IOV_MAX (1024)

} // namespace

Napi::Function TargetMemory::Define(Napi::Env env) {
  return DefineClass(env, "TargetMemory",
                     {InstanceMethod("read", &TargetMemory::Read), InstanceMethod("gather", &TargetMemory::Gather),
                      InstanceMethod("close", &TargetMemory::Close)});
}

TargetMemory::TargetMemory(const Napi::CallbackInfo &info) : ObjectWrap(info) {
  Guard(info.Env(), [&] {
    if (!info[0].IsNumber())
      throw Error("argument", 0, "TargetMemory takes a pid");
    pid_ = info[0].As<Napi::Number>().Int32Value();
    std::string what = "the memory of process " + std::to_string(pid_) + " cannot be read";
    fd_ = open(("/proc/" + std::to_string(pid_) + "/maps").c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ < 0)
      throw Error("memory", errno, what);
    char byte;
    iovec local = {&byte, 1}, nowhere = {nullptr, 1}; // nothing is mapped at 0: EFAULT says that all else would work
    if (process_vm_readv(pid_, &local, 1, &nowhere, 1, 0) < 0 && errno != EFAULT) {
      int error = errno;
      CloseFd();
      throw Error("memory", error, what);
    }
  });
}

TargetMemory::~TargetMemory() { CloseFd(); }

void TargetMemory::CloseFd() {
  if (fd_ >= 0)
    close(fd_);
  fd_ = -1;
}

// Whether the process still has the address space that it had when this was made: not after its exit or an execve.
bool TargetMemory::SameAddressSpace() const {
  char byte;
  return pread(fd_, &byte, 1, 0) == 1;
}

// read(address: bigint, into: Uint8Array): bytes read. 0 where nothing is mapped, and for good after the target's
// exit or execve.
Napi::Value TargetMemory::Read(const Napi::CallbackInfo &info) {
  return Guard(info.Env(), [&]() -> Napi::Value {
    if (fd_ < 0)
      throw Error("state", 0, "read() after close()");
    if (!info[0].IsBigInt() || !info[1].IsTypedArray())
      throw Error("argument", 0, "read takes an address (bigint) and a Uint8Array");
    bool lossless;
    uint64_t address = info[0].As<Napi::BigInt>().Uint64Value(&lossless);
    auto into = info[1].As<Napi::Uint8Array>();
    iovec local = {into.Data(), into.ByteLength()}, remote = {reinterpret_cast<void *>(address), into.ByteLength()};
    ssize_t got = process_vm_readv(pid_, &local, 1, &remote, 1, 0);
    bool whole = got > 0 && SameAddressSpace(); // asked afterwards: what was read is of the old one, or of none
    return Napi::Number::New(info.Env(), whole ? static_cast<double>(got) : 0);
  });
}

// gather(addresses: BigUint64Array, size, into: Uint8Array, ok: Uint8Array): pieces read. Piece i of `size` bytes from
// addresses[i] lies at into[i * size]; ok[i] is 1 if it was read whole, else 0.
Napi::Value TargetMemory::Gather(const Napi::CallbackInfo &info) {
  return Guard(info.Env(), [&]() -> Napi::Value {
    if (fd_ < 0)
      throw Error("state", 0, "gather() after close()");
    if (!info[0].IsTypedArray() || !info[1].IsNumber() || !info[2].IsTypedArray() || !info[3].IsTypedArray())
      throw Error("argument", 0, "gather takes addresses, a size, a buffer and a buffer of flags");
    auto addresses = info[0].As<Napi::BigUint64Array>();
    size_t size = info[1].As<Napi::Number>().Uint32Value();
    auto into = info[2].As<Napi::Uint8Array>(), ok = info[3].As<Napi::Uint8Array>();
    size_t count = addresses.ElementLength();
    if (addresses.TypedArrayType() != napi_biguint64_array || size == 0 || into.ByteLength() / size < count ||
        ok.ByteLength() < count)
      throw Error("argument", 0, "gather's buffers are too small for its addresses");
    memset(ok.Data(), 0, count);
    std::vector<iovec> remote(std::min(count, kPiecesPerCall));
    size_t whole = 0;
    for (size_t at = 0; at < count;) {
      size_t pieces = std::min(count - at, kPiecesPerCall);
      for (size_t piece = 0; piece < pieces; piece++)
        remote[piece] = {reinterpret_cast<void *>(addresses[at + piece]), size};
      iovec local = {into.Data() + at * size, pieces * size};
      ssize_t got = process_vm_readv(pid_, &local, 1, remote.data(), pieces, 0);
      if (got < 0 && errno == ESRCH)
        break;
      // The call stops at the first piece it cannot read; that one is skipped and the rest tried again.
      size_t read = got < 0 ? 0 : static_cast<size_t>(got) / size;
      memset(ok.Data() + at, 1, read);
      whole += read;
      at += read == pieces ? read : read + 1;
    }
    if (!SameAddressSpace()) {
      memset(ok.Data(), 0, count);
      whole = 0;
    }
    return Napi::Number::New(info.Env(), static_cast<double>(whole));
  });
}

void TargetMemory::Close(const Napi::CallbackInfo &) { CloseFd(); }

} // namespace runqscope
