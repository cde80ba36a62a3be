using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Sets gradient recording for this thread until disposed, then restores what was.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before;
    private bool _disposed;

    public AutoGradMode(bool enabled)
    {
        _before = IsEnabled;
        Native.fg_set_grad_enabled(enabled);
    }

    public static bool IsEnabled => Native.fg_grad_enabled() != 0;

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Native.fg_set_grad_enabled(_before);
        }
    }
}
