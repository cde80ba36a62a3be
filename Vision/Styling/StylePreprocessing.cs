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

    /// <summary>
    /// 0..255 minus torchvision's mean, not divided (gordicaleksa). Red comes first for torchvision's weights, as there; weights that
    /// were trained blue first get blue first, because to them the other order is another picture.
    /// </summary>
    TorchvisionUnscaled,
}
