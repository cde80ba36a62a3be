namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>The two deeper networks of Simonyan and Zisserman 2014: configurations D and E.</summary>
public enum VggArchitecture
{
    /// <summary>Blocks of 2, 2, 3, 3 and 3 convolutions.</summary>
    Vgg16,

    /// <summary>Blocks of 2, 2, 4, 4 and 4 convolutions.</summary>
    Vgg19,
}
