namespace FaceGrid.Client.Photos;

/// <summary>Which of several faces in a photo is meant.</summary>
public enum FaceChoice
{
    /// <summary>There must be one only.</summary>
    Only,

    /// <summary>The one nearest to the camera, most likely.</summary>
    Largest,

    /// <summary>The one nearest to the middle of the photo: data sets such as LFW label that one.</summary>
    Central,
}
