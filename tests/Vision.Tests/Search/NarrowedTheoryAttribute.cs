using System.Runtime.Intrinsics.X86;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>A theory about switches that only make a difference on a processor with AVX-512.</summary>
internal sealed class NarrowedTheoryAttribute : TheoryAttribute
{
    public NarrowedTheoryAttribute() =>
        Skip = Avx512BW.IsSupported ? null! : "this processor, or the runtime's switches, has no AVX-512 to turn off";
}
