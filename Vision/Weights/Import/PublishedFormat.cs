namespace FaceGrid.Vision.Weights.Import;

/// <summary>Formats of published weights, detected by content and not by extension.</summary>
public enum PublishedFormat
{
    /// <summary>A safetensors file.</summary>
    SafeTensors,

    /// <summary>The format of torch.save since PyTorch 1.6: a zip of one pickle and one file for each storage.</summary>
    TorchZip,

    /// <summary>The format of torch.save before PyTorch 1.6: five pickles, then the storages in sequence.</summary>
    TorchLegacy,

    /// <summary>A TensorFlow.js weights manifest with its shards beside it.</summary>
    Tfjs,

    /// <summary>An ncnn .param text with its .bin beside it.</summary>
    Ncnn,
}
