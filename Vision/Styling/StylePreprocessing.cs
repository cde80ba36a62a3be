namespace FaceGrid.Vision.Styling;

/// <summary>Preprocessing of pixels for the network.</summary>
public enum StylePreprocessing
{
    /// <summary>As in the training of the weights.</summary>
    Weights,

    /// <summary>Blue first, 0..255, minus ImageNet's mean, as for the weights of VGG's authors.</summary>
    Caffe,

    /// <summary>Red first, 0..1, standardised, as for torchvision's weights.</summary>
    Torchvision,

    /// <summary>
    /// 0..255 minus torchvision's mean, without division (gordicaleksa). The channel order is the one that the weights were trained with:
    /// red first for torchvision's weights, blue first for VGG's authors' weights.
    /// </summary>
    TorchvisionUnscaled,
}
