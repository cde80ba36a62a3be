namespace FaceGrid.Vision.Search;

/// <summary>
/// The first pass of a search over one group of 64 interleaved rows. All kernels return the same integers and the same mask.
/// </summary>
internal unsafe interface IScanKernel
{
    /// <summary>Whether this processor, with the runtime's switches, can run the kernel.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Instruction set and number of lanes.</summary>
    static abstract string Name { get; }

    /// <summary>Multiplies the probe with every row of a group.</summary>
    /// <param name="group">The group, 64-byte aligned, in the layout of <see cref="TemplateBlock"/>.</param>
    /// <param name="probe">The probe's codes.</param>
    /// <param name="threshold">τ of <see cref="DistanceBounds.Threshold"/>.</param>
    /// <param name="dots">Receives the 64 values I = u·q; unspecified where the mask is 0.</param>
    /// <returns>Bit i is set where float32(s_r I) ≥ τ for row i.</returns>
    static abstract ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots);
}
