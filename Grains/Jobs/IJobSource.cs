using FaceGrid.Vision;

namespace FaceGrid.Grains.Jobs;

/// <summary>A job whose inputs are read: what its runs begin with. Called on the device's thread.</summary>
internal interface IJobSource
{
    /// <summary>Of what the runs are computed with; it must be that of the specification.</summary>
    /// <exception cref="BadInputException">The settings or inputs are unusable.</exception>
    string Version();

    /// <exception cref="BadInputException">The settings or inputs are unusable.</exception>
    IJobSession Start();

    /// <exception cref="BadInputException">The checkpoint is damaged or of other settings.</exception>
    IJobSession Resume(byte[] checkpoint);

    /// <summary>A run with settings of its own that begins with what a checkpoint of another holds.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or does not fit.</exception>
    IJobSession Fork(byte[] checkpoint);
}
