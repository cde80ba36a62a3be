using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>libtorch's inference mode until disposed; to be disposed on the thread that opened it.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    public InferenceMode(bool mode) => _guard = Native.fg_inference_mode_enter(mode);

    public static bool IsEnabled => Native.fg_inference_mode_enabled() != 0;

    public void Dispose()
    {
        if (_guard != 0)
        {
            Native.fg_inference_mode_leave(_guard);
            _guard = 0;
        }
    }
}
