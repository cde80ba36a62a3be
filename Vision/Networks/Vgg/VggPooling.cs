namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>What halves the maps between two blocks: 2 x 2, stride 2, without padding.</summary>
public enum VggPooling
{
    /// <summary>The largest of four, as the network was trained.</summary>
    Max,

    /// <summary>Their mean, which Gatys et al. 2015 found to look better.</summary>
    Average,
}
