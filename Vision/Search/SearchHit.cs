namespace FaceGrid.Vision.Search;

/// <summary>One result of a 1:K search: an owner, its row nearest to the probe, and the distance.</summary>
/// <param name="Owner">The owner of the template, as given when the row was added.</param>
/// <param name="Row">The nearest row of that owner; of equally near rows the lowest.</param>
/// <param name="Distance">d = ‖probe − row‖², bit-identical to <see cref="Faces.FaceEncoding.SquaredDistance"/>.</param>
public readonly record struct SearchHit(int Owner, int Row, double Distance);
