namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>Pooling between two blocks: 2 x 2, stride 2, without padding.</summary>
public enum VggPooling
{
    /// <summary>The maximum, as in the training of the network.</summary>
    Max,

    /// <summary>The mean, which gives better images in style transfer (Gatys et al. 2015).</summary>
    Average,
}
