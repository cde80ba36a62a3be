namespace FaceGrid.Vision.Styling;

/// <summary>How pixels are given to the network.</summary>
public enum StylePreprocessing
{
    /// <summary>As the weights were trained.</summary>
    Weights,

    /// <summary>Blue first, 0..255, minus ImageNet's mean: the authors' weights.</summary>
    Caffe,

    /// <summary>Red first, 0..1, standardised: torchvision's weights.</summary>
    Torchvision,

    /// <summary>Red first, 0..255, minus ImageNet's mean, not divided (gordicaleksa).</summary>
    TorchvisionUnscaled,
}
