namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>models list</c> for one encoder file.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">Model version: name and hash.</param>
/// <param name="Architecture">Architecture of the network.</param>
/// <param name="InputWidth">Width of the input, in pixels.</param>
/// <param name="InputHeight">Height of the input, in pixels.</param>
/// <param name="Threshold">Default τ for 1:K, on the squared distance.</param>
/// <param name="VerificationThreshold">Default τ for 1:1, on the squared distance.</param>
/// <param name="ThresholdSource">Origin of the thresholds.</param>
/// <param name="Bytes">Size of the file, in bytes.</param>
/// <param name="Bundled">True if it is bundled with the program.</param>
/// <param name="Default">True if it is the default of <c>--model</c>.</param>
/// <param name="Active">True if it was activated in this store.</param>
/// <param name="File">Path of the file.</param>
internal sealed record EncoderResult(
    string Name,
    string Version,
    string Architecture,
    int InputWidth,
    int InputHeight,
    double Threshold,
    double VerificationThreshold,
    string ThresholdSource,
    long Bytes,
    bool Bundled,
    bool Default,
    bool Active,
    string File);
