namespace FaceGrid.Vision.Weights.Import;

/// <summary>The forms in which other people publish weights, told apart by content and never by extension.</summary>
public enum PublishedFormat
{
    SafeTensors,

    /// <summary>What torch.save writes since PyTorch 1.6: a zip of one pickle and one file for each storage.</summary>
    TorchZip,

    /// <summary>What torch.save wrote before: five pickles, then the storages one after another.</summary>
    TorchLegacy,

    /// <summary>A TensorFlow.js weights manifest with its shards beside it.</summary>
    Tfjs,

    /// <summary>An ncnn .param text with its .bin beside it.</summary>
    Ncnn,
}
