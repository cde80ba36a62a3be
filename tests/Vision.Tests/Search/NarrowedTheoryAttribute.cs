using System.Runtime.Intrinsics.X86;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>A theory on switches that have an effect on processors with AVX-512 only.</summary>
internal sealed class NarrowedTheoryAttribute : TheoryAttribute
{
    public NarrowedTheoryAttribute() =>
        Skip = Avx512BW.IsSupported ? null! : "this processor, or the runtime's switches, has no AVX-512 to turn off";
}
